"""The control API: what people do in the workspace, and what its operator may turn."""

from starlette.routing import Route

from playground.control import finding, forms, people, press, talking, turning
from playground.control.desk import DEEDS, Desk


def routes(desk: Desk) -> list[Route]:
    """One route for everything under /control."""
    return [Route("/control/{deed}", desk.endpoint, methods=["GET", "POST"])]


__all__ = ["DEEDS", "Desk", "finding", "forms", "people", "press", "routes", "talking", "turning"]
