import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FILE_HEAD_BYTES, FILE_TYPES, fileTypeOf } from "../../functions/contract/file.ts";
import { judge } from "../../functions/domain/file/judge.ts";
import { cleanName, disposition } from "../../functions/domain/file/name.ts";
import { GIF, JPEG, joined, PDF, PNG, text, WEBP } from "../files/samples.ts";

const typeOf = (file: Uint8Array) => fileTypeOf(file.slice(0, FILE_HEAD_BYTES));
const HTML = "<!doctype html><script>alert(1)</script>";

describe("[FIL1] a file's type is told by its own first bytes", () => {
  test.each([
    ["image/png", PNG],
    ["image/jpeg", JPEG],
    ["image/gif", GIF],
    ["image/gif", joined(text("GIF87a"), GIF.slice(6))],
    ["image/webp", WEBP],
    ["application/pdf", PDF],
    ["application/pdf", joined(text("%PDF-2.0"), PDF.slice(8))],
  ] as const)("%s", (type, file) => {
    expect(typeOf(file)).toBe(type);
    expect(judge({ head: file.slice(0, FILE_HEAD_BYTES), type, bytes: file.length })).toEqual({
      kind: "good",
      type,
    });
  });

  test.each([
    ["HTML", text(HTML)],
    ["HTML with a PNG behind it", joined(text(HTML), PNG)],
    ["a blank and then a PNG", joined(text(" "), PNG)],
    ["HTML with a PDF within its first kilobyte", joined(text(HTML), PDF)],
    ["an image in SVG", text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["SVG behind an XML declaration", text('<?xml version="1.0"?><svg onload="alert(1)"/>')],
    ["a PNG signature without a header chunk", joined(PNG.slice(0, 8), text(HTML))],
    ["a WebP container with sound in it", joined(text("RIFF1234WAVEfmt "), WEBP.slice(16))],
    ["GIF of no version", joined(text("GIF88a"), GIF.slice(6))],
    ["a script after three letters of GIF", text("GIF=1;alert(document.domain);//xxxx")],
    ["PostScript", text("%!PS-Adobe-3.0\n%%BoundingBox: 0 0 1 1\n")],
    ["an archive", text("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")],
    ["a program", text("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0")],
    ["a PNG cut short", PNG.slice(0, 15)],
    ["a JPEG cut short", JPEG.slice(0, 3)],
    ["a PDF cut short", PDF.slice(0, 7)],
    ["nothing", new Uint8Array()],
  ] as const)("none for %s", (_, file) => {
    expect(typeOf(file)).toBeUndefined();
    for (const type of FILE_TYPES) {
      expect(judge({ head: file.slice(0, FILE_HEAD_BYTES), type, bytes: file.length }).kind).toBe(
        "bad",
      );
    }
  });

  test("one of another type than announced is bad, and so is one that is too large", () => {
    const head = PNG.slice(0, FILE_HEAD_BYTES);
    expect(judge({ head, type: "image/gif", bytes: 70 }).kind).toBe("bad");
    expect(judge({ head, type: "image/png", bytes: 10 * 1024 * 1024 }).kind).toBe("good");
    expect(judge({ head, type: "image/png", bytes: 10 * 1024 * 1024 + 1 }).kind).toBe("bad");
  });
});

describe("[FIL2] a name is one line that ends as its type does", () => {
  test.each([
    ["Lasku 12.pdf", "application/pdf", "Lasku 12.pdf"],
    ["IMG_1.JPEG", "image/jpeg", "IMG_1.jpeg"],
    ["bill.pdf.exe", "image/png", "bill.pdf.exe.png"],
    ["../../etc/passwd", "application/pdf", "passwd.pdf"],
    ["C:\\Users\\me\\kuva.png", "image/png", "kuva.png"],
    ["a\u202egnp.exe", "image/png", "agnp.exe.png"],
    ["line\r\nSet-Cookie: x.png", "image/png", "lineSet-Cookie_ x.png"],
    [".htaccess", "image/png", "htaccess.png"],
    ["  .png", "image/png", "file.png"],
    ["", "image/webp", "file.webp"],
    ["nul\0byte.gif", "image/gif", "nulbyte.gif"],
    ["\ud800half.gif", "image/gif", "half.gif"],
    ["<img src=x onerror=alert(1)>.png", "image/png", "_img src=x onerror=alert(1)_.png"],
    ["照片 👩‍🚀.png", "image/png", "照片 👩‍🚀.png"],
    ["x".repeat(300), "image/png", `${"x".repeat(100)}.png`],
  ] as const)("%j of %s is %j", (name, type, clean) => {
    expect(cleanName(name, type)).toBe(clean);
  });

  test("whatever it was, and cleaning it again changes nothing", () => {
    const anything = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(anything, fc.constantFrom(...FILE_TYPES), (name, type) => {
        const clean = cleanName(name, type);
        expect(clean).toMatch(/^[^\s.].*\.(png|jpg|jpeg|jpe|jfif|gif|webp|pdf)$/u);
        expect(clean).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069/\\]/u);
        expect([...clean].length).toBeLessThanOrEqual(105);
        expect(cleanName(clean, type)).toBe(clean);
      }),
    );
  });
});

describe("[FIL3] a file is saved under its name and never shown", () => {
  test.each([
    ["a.png", `attachment; filename="a.png"; filename*=UTF-8''a.png`],
    ["äö.pdf", `attachment; filename="__.pdf"; filename*=UTF-8''%C3%A4%C3%B6.pdf`],
    ["100%.png", `attachment; filename="100_.png"; filename*=UTF-8''100%25.png`],
    ["it's (1).png", `attachment; filename="it's (1).png"; filename*=UTF-8''it%27s%20%281%29.png`],
    ["👍.gif", `attachment; filename="_.gif"; filename*=UTF-8''%F0%9F%91%8D.gif`],
  ])("%s", (name, header) => expect(disposition(name)).toBe(header));

  test("whatever the name: printable ASCII, one quoted string", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const header = disposition(cleanName(name, "image/png"));
        expect(header).toMatch(
          /^attachment; filename="[\x20\x21\x23-\x7e]*"; filename\*=UTF-8''[\w.%~-]+$/,
        );
      }),
    );
  });
});
