// Draws something again only when what it is given has changed.
import { Component, html } from "../vendor/preact.js";

const differs = (one, other) => Object.keys({ ...one, ...other }).some((key) => one[key] !== other[key]);

export const memo = (Drawn) =>
  class extends Component {
    shouldComponentUpdate(next) {
      return differs(this.props, next);
    }
    render(props) {
      return html`<${Drawn} ...${props} />`;
    }
  };
