from pypdfium2 import PdfTextPage

def FPDFText_GetFontSize(text_page: PdfTextPage, index: int) -> float: ...  # noqa: N802  PDFium calls it so
