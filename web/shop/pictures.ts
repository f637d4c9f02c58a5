import { Html } from "./html.ts";

const shapes: Readonly<Record<string, readonly [ground: string, drawing: string]>> = {
  "HV-101": [
    "#dfe9e4",
    '<path d="M70 52l30-14 30 14 26 62-18 8-14-30v74H76V92l-14 30-18-8z" fill="#2f6b57"/><path d="M82 48c4-16 32-16 36 0l-18 16z" fill="#24523f"/><path d="M100 64v102" stroke="#f2c14e" stroke-width="3"/><path d="M84 118h12M104 118h12" stroke="#1b3d30" stroke-width="4"/>',
  ],
  "HV-102": [
    "#efe6d8",
    '<rect x="58" y="52" width="84" height="112" rx="22" fill="#8a5a33"/><path d="M78 54c0-26 44-26 44 0" fill="none" stroke="#5b3a20" stroke-width="7"/><rect x="70" y="110" width="60" height="42" rx="10" fill="#a46f43"/><path d="M58 92h84" stroke="#5b3a20" stroke-width="6"/><rect x="92" y="86" width="16" height="16" rx="3" fill="#f2c14e"/>',
  ],
  "HV-103": [
    "#dbe4ea",
    '<path d="M100 48L22 148h156z" fill="#55776a"/><path d="M100 48l-34 100h68z" fill="#3c5a4f"/><path d="M100 48v100" stroke="#22372f" stroke-width="3"/><path d="M22 148l-12 16M178 148l12 16" stroke="#8d6b4a" stroke-width="4"/><path d="M88 168c6-14 4-18 12-26 8 8 6 12 12 26z" fill="#e07a3f"/>',
  ],
  "HV-104": [
    "#f0e4d6",
    '<path d="M62 164V96c0-8 12-8 12 0V60c0-9 13-9 13 0v-8c0-9 13-9 13 0v8c0-9 13-9 13 0v14c0-8 12-8 12 0v60c0 12-4 20-8 30z" fill="#c68a52"/><rect x="60" y="150" width="62" height="20" rx="6" fill="#f7f1e6"/><path d="M125 104c14-18 26-8 18 4l-18 30z" fill="#b47a44"/>',
  ],
  "HV-105": [
    "#e4e2dd",
    '<path d="M60 88h80l12 68a10 10 0 0 1-10 12H58a10 10 0 0 1-10-12z" fill="#32383b"/><path d="M66 88c0-44 68-44 68 0" fill="none" stroke="#5b4a3a" stroke-width="6"/><path d="M146 106l30-22-6 34z" fill="#32383b"/><ellipse cx="100" cy="88" rx="40" ry="8" fill="#454d51"/><circle cx="100" cy="78" r="6" fill="#8d6b4a"/>',
  ],
  "HV-106": [
    "#e6ebf1",
    '<path d="M74 40h38v66l34 30c14 14-4 34-22 26l-44-24c-6-4-6-8-6-14z" fill="#7c97b5"/><path d="M74 40h38v14H74zM74 66h38v8H74zM74 86h38v8H74z" fill="#f5f7fa"/><path d="M142 132c14 14-4 36-22 30" fill="#5d7897"/>',
  ],
  "HV-201": [
    "#e3ebe0",
    '<path d="M40 66c20-14 40 8 60 0s40-14 60 0v84c-20 12-40-8-60 0s-40 12-60 0z" fill="#3f7a52"/><path d="M40 92c20-14 40 8 60 0s40-14 60 0M40 118c20-14 40 8 60 0s40-14 60 0" fill="none" stroke="#cfe3cf" stroke-width="5"/><path d="M44 152v12M60 154v12M76 152v12M92 150v12M108 150v12M124 154v12M140 156v12M156 152v12" stroke="#2c5a3b" stroke-width="4"/>',
  ],
  "HV-202": [
    "#232f42",
    '<path d="M76 74h48l8 80H68z" fill="#f6d98a" opacity=".85"/><path d="M100 100c12 14 10 32 0 36-10-4-12-22 0-36z" fill="#f08a3c"/><path d="M72 66h56l-8-18H80zM64 154h72v12H64z" fill="#aab4bd"/><path d="M80 48c0-28 40-28 40 0" fill="none" stroke="#aab4bd" stroke-width="5"/><path d="M76 74l-8 80M124 74l8 80M100 66v10" stroke="#7f8a94" stroke-width="4"/>',
  ],
  "HV-203": [
    "#efe7da",
    '<path d="M44 88h92c0 46-18 72-46 72s-46-26-46-72z" fill="#c99a5f"/><ellipse cx="90" cy="88" rx="46" ry="12" fill="#6e4526"/><path d="M134 92c34-6 42 10 32 22-6 8-24 8-36 6" fill="none" stroke="#b78449" stroke-width="11"/><path d="M62 112c18 10 38 10 56 0M66 130c14 8 34 8 48 0" fill="none" stroke="#a97b46" stroke-width="3"/>',
  ],
  "HV-301": [
    "#f0e6d6",
    '<path d="M56 84h78l-8 80H64z" fill="#d3a96d"/><path d="M58 104h74M62 148h66" stroke="#b4682f" stroke-width="7"/><path d="M82 84l3 80M108 84l-3 80" stroke="#b98d52" stroke-width="3"/><path d="M60 84c4-36 66-36 70 0" fill="none" stroke="#8d6b4a" stroke-width="6"/><path d="M152 40l-26 62" stroke="#8d6b4a" stroke-width="7"/><ellipse cx="122" cy="106" rx="14" ry="9" fill="#b4682f"/>',
  ],
  "HV-302": [
    "#e9e6e0",
    '<path d="M48 46h104v16H48z" fill="#8d6b4a"/><path d="M60 62h80v104H60z" fill="#cfc3b0"/><path d="M60 62h26v112H60z" fill="#b9ac97"/><path d="M60 138h80M60 148h80" stroke="#7d8f86" stroke-width="5"/><path d="M66 166v10M78 174v8M92 166v10M106 166v10M120 166v10M134 166v10" stroke="#a79a85" stroke-width="3"/>',
  ],
  "HV-303": [
    "#ece2d3",
    '<path d="M34 138c30-58 102-58 132 0z" fill="#a8713f"/><path d="M50 132c26-42 74-42 100 0M70 130c18-26 42-26 60 0" fill="none" stroke="#7f522b" stroke-width="5"/><rect x="30" y="136" width="140" height="14" rx="6" fill="#7f522b"/><path d="M56 150v14M144 150v14" stroke="#7f522b" stroke-width="10"/>',
  ],
};

/** A product's picture; decoration only, since the name stands beside it. */
export function picture(id: string): Html {
  const [ground, drawing] = shapes[id] ?? ["#ddd", ""];
  return new Html(
    `<svg class="picture" viewBox="0 0 200 200" aria-hidden="true"><rect width="200" height="200" fill="${ground}"/>${drawing}</svg>`,
  );
}

/** A spruce twig, the shop's sign. */
export const logo = new Html(
  '<svg class="twig" viewBox="0 0 32 32" aria-hidden="true"><path d="M16 2v28M16 8l-8 6M16 8l8 6M16 14l-10 8M16 14l10 8M16 21l-7 6M16 21l7 6" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" fill="none"/></svg>',
);
