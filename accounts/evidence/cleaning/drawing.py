"""The entries of a PDF's dictionaries that draw something (ISO 32000-1, tables 30, 33, 57 to 130). Whatever is not here is not copied."""

OF_PAGE = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group", "/Resources", "/Contents")

# Dictionaries in which a page names its fonts, pictures and colours, or a font its letters, as it likes.
NAMED = frozenset({"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/CharProcs", "/Colorants"})

DRAWS = NAMED | frozenset(
    [
        # streams, how they are packed
        "/Filter", "/DecodeParms", "/Predictor", "/Colors", "/Columns", "/EarlyChange", "/K", "/EndOfLine", "/EncodedByteAlign", "/Rows",
        "/EndOfBlock", "/BlackIs1", "/DamagedRowsBeforeError", "/ColorTransform", "/JBIG2Globals",
        # pictures and drawings within the page
        "/Width", "/Height", "/BitsPerComponent", "/ImageMask", "/Mask", "/SMask", "/SMaskInData", "/Decode", "/Interpolate", "/Intent",
        "/Matte", "/BBox", "/Matrix", "/FormType", "/Resources", "/Group", "/ProcSet", "/CS", "/I", "/G", "/BC", "/TR",
        # states, patterns, shadings, functions
        "/LW", "/LC", "/LJ", "/ML", "/RI", "/OP", "/op", "/OPM", "/BG", "/BG2", "/UCR", "/UCR2", "/TR2", "/HT", "/FL", "/SM", "/SA", "/BM",
        "/CA", "/ca", "/AIS", "/TK", "/PatternType", "/PaintType", "/TilingType", "/XStep", "/YStep", "/ShadingType", "/Background", "/Coords",
        "/Domain", "/Function", "/Extend", "/AntiAlias", "/BitsPerCoordinate", "/BitsPerFlag", "/VerticesPerRow", "/FunctionType", "/Range",
        "/Size", "/BitsPerSample", "/Order", "/Encode", "/C0", "/C1", "/Functions", "/Bounds",
        # colours
        "/WhitePoint", "/BlackPoint", "/Gamma", "/Alternate", "/N", "/Process", "/Components", "/MixingHints",
        # fonts
        "/BaseFont", "/FirstChar", "/LastChar", "/Widths", "/FontDescriptor", "/Encoding", "/ToUnicode", "/DescendantFonts", "/CIDSystemInfo",
        "/Registry", "/Ordering", "/Supplement", "/DW", "/W", "/DW2", "/W2", "/CIDToGIDMap", "/FontName", "/FontFamily", "/FontStretch",
        "/FontWeight", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/Leading", "/CapHeight", "/XHeight", "/StemV", "/StemH",
        "/AvgWidth", "/MaxWidth", "/MissingWidth", "/FontFile", "/FontFile2", "/FontFile3", "/CharSet", "/CIDSet", "/Length1", "/Length2",
        "/Length3", "/FontMatrix", "/BaseEncoding", "/Differences", "/CMapName", "/WMode", "/UseCMap",
    ]
)  # fmt: skip

# Words that say what a dictionary is; as plain values only.
PLAIN = frozenset({"/Type", "/Subtype", "/S", "/D", "/Name"})
