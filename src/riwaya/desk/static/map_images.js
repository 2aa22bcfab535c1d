// Words on the map, drawn by the browser's own text engine: it joins Arabic letters and needs no
// fonts from elsewhere.
const SHARP = 2;
const LONGEST = 60;

export function textImage(text, { size, bold = false, colour, halo, letters = "system-ui, sans-serif" }) {
  const shown = text.slice(0, LONGEST);
  const font = `${bold ? "600 " : ""}${size * SHARP}px ${letters}`;
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.font = font;
  const edge = 3 * SHARP;
  canvas.width = Math.ceil(pen.measureText(shown).width) + 2 * edge;
  canvas.height = Math.ceil(size * SHARP * 1.7) + 2 * edge;
  // Changing the size of a canvas resets its pen.
  pen.font = font;
  pen.textBaseline = "middle";
  pen.textAlign = "center";
  pen.lineJoin = "round";
  if (halo) {
    pen.lineWidth = edge;
    pen.strokeStyle = halo;
    pen.strokeText(shown, canvas.width / 2, canvas.height / 2);
  }
  pen.fillStyle = colour;
  pen.fillText(shown, canvas.width / 2, canvas.height / 2);
  return [pen.getImageData(0, 0, canvas.width, canvas.height), { pixelRatio: SHARP }];
}
