"""No badge file takes more than 2 s or 150 MiB, and each hostile one is met with a word."""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from bot.badges import carrier, keys
from bot.badges.checking import check
from bot.badges.whom import Trusted
from bot.errors import Refused
from tests.badges import making
from tests.badges.hostile import CASES

ROOT = Path(__file__).parents[2]
HUGE = "a file of 100 MB"
# Everything is imported once; each file is then read in a fork with limits of its own.
READ = """
import base64, json, os, resource, sys, time
from bot.badges.checking import check
from tests.badges import making

def peak():
    return int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]) / 1024

def read(data):
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_AS, (1200 * 2**20, 1200 * 2**20))
    began = time.process_time()
    found = check(data, making.whom())
    seconds = time.process_time() - began
    told = [[step.name, step.verdict, step.reason] for step in found.steps]
    print(json.dumps({"seconds": seconds, "mebibytes": peak(), "steps": told}), flush=True)

check(making.signed(making.claims(making.third())).encode(), making.whom())
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        read(base64.b64decode(json.loads(line)))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        print(json.dumps({"died": status}), flush=True)
"""


@pytest.fixture(scope="module")
def reader() -> Iterator[Any]:
    with subprocess.Popen(
        [sys.executable, "-c", READ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def read(data: bytes) -> Any:
            process.stdin.write(json.dumps(base64.b64encode(data).decode()) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield read
        process.stdin.close()


@pytest.mark.parametrize("case", [case for case in CASES if case != HUGE])
def test_a_hostile_file_is_met_within_its_limits(reader: Any, case: str) -> None:
    data, step, verdict, says = CASES[case]
    told = reader(data)
    assert "died" not in told, told
    assert told["seconds"] < 2, told
    assert told["mebibytes"] < 150, told
    found = {name: (said, reason) for name, said, reason in told["steps"]}
    assert found[step][0] == verdict, told["steps"]
    assert says in found[step][1], found[step]


def test_a_file_of_100_megabytes_is_refused_by_its_length() -> None:
    with pytest.raises(Refused, match="1 MB"):
        carrier.find(bytes(100_000_000))


@pytest.mark.parametrize("bits", [1024, 1536])
def test_small_rsa_keys_prove_nothing(bits: int) -> None:
    small = making.key("RSA", bits)
    with pytest.raises(Refused, match="2,048"):
        keys.algorithm(small.public_key())
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        token = making.signed(making.claims(making.third()), small, "RS256")
    found = check(token.encode(), making.whom(trusted=small.public_key()))
    assert [step.verdict for step in found.steps if step.name == "signature"] == ["no"]


def test_a_private_key_is_not_taken_for_a_public_one() -> None:
    pem = making.key().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with pytest.raises(Refused, match="private key"):
        keys.from_text(pem.decode())


def test_a_key_given_in_three_ways_is_the_same_key() -> None:
    public = making.key().public_key()
    given = (
        making.pem(making.key()).decode(),
        json.dumps(keys.jwk_of(public)),
        keys.did_of(public),
    )
    found = {keys.thumbprint(keys.from_text(text)) for text in given}
    assert found == {keys.thumbprint(Trusted("x", public).key)}
