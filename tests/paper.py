"""Looks at what was printed as others do: a reader of PDF, a scanner of codes, a screen reader."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdf
import typst
import zxingcpp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

POINT = 25.4 / 72
"""Millimetres."""


@dataclass(frozen=True)
class Element:
    """A node of a page's structure, as a screen reader walks it."""

    kind: str
    alt: str
    below: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Itself and all below, in reading order."""
        yield self
        for one in self.below:
            yield from one.walk()


class Printed:
    """One page of PDF."""

    def __init__(self, content: bytes) -> None:
        self.document = pypdfium2.PdfDocument(content)
        assert len(self.document) == 1
        self.page = self.document[0]

    @property
    def millimetres(self) -> tuple[int, int]:
        """Width and height."""
        width, height = self.page.get_size()
        return round(width * POINT), round(height * POINT)

    @property
    def text(self) -> str:
        """All words in reading order, one space between them."""
        return " ".join(self.page.get_textpage().get_text_bounded().split())

    @property
    def language(self) -> str:
        """The language of the document."""
        return _text(lambda buffer, size: pdf.FPDFCatalog_GetLanguage(self.document, buffer, size))

    @property
    def title(self) -> str:
        """The title that a reader shows."""
        return str(self.document.get_metadata_dict()["Title"])

    @property
    def tagged(self) -> bool:
        """Whether the page says what its parts are."""
        return bool(pdf.FPDFCatalog_IsTagged(self.document))

    @property
    def structure(self) -> list[Element]:
        """Every part, in reading order."""
        tree = pdf.FPDF_StructTree_GetForPage(self.page)
        tops = range(pdf.FPDF_StructTree_CountChildren(tree))
        found = [_element(pdf.FPDF_StructTree_GetChildAtIndex(tree, n)) for n in tops]
        pdf.FPDF_StructTree_Close(tree)
        return [element for top in found for element in top.walk()]

    @property
    def fonts(self) -> dict[str, bool]:
        """Names of fonts → whether they are embedded."""
        found = {}
        for shape in self.page.get_objects(filter=[pdf.FPDF_PAGEOBJ_TEXT]):
            font = pdf.FPDFTextObj_GetFont(shape)
            name = ctypes.create_string_buffer(100)
            pdf.FPDFFont_GetBaseFontName(font, name, 100)
            found[name.value.decode()] = bool(pdf.FPDFFont_GetIsEmbedded(font))
        return found

    def codes(self, scale: float = 2.0) -> list[zxingcpp.Barcode]:
        """The codes that a phone would read."""
        drawn = self.page.render(scale=scale, grayscale=True)
        pixels = memoryview(bytes(drawn.buffer)).cast("B", (drawn.height, drawn.stride))
        return list(zxingcpp.read_barcodes(pixels))


def drawn(svg: bytes) -> Printed:
    """An SVG on paper."""
    page = b'#set page(margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    made = typst.compile(page, format="pdf", sys_inputs={"svg": svg.decode()})
    assert isinstance(made, bytes)
    return Printed(made)


def _element(node: object) -> Element:
    kind = _text(lambda buffer, size: pdf.FPDF_StructElement_GetType(node, buffer, size))
    alt = _text(lambda buffer, size: pdf.FPDF_StructElement_GetAltText(node, buffer, size))
    count = range(pdf.FPDF_StructElement_CountChildren(node))
    children = [pdf.FPDF_StructElement_GetChildAtIndex(node, n) for n in count]
    return Element(kind, alt, [_element(child) for child in children if child])


def _text(ask: Callable[[object, int], int]) -> str:
    size = ask(None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    ask(buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
