package documents

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// formats are what else an input may be, by the bytes it begins with.
var formats = []struct{ magic, name string }{
	{"PK\x03\x04", "a zip archive, or a spreadsheet in one; unpack it, or save it as CSV"},
	{"PK\x05\x06", "an empty zip archive"},
	{"\x28\xb5\x2f\xfd", "zstd data; decompress it first"},
	{"\xfd7zXZ\x00", "xz data; decompress it first"},
	{"BZh", "bzip2 data; decompress it first"},
	{"\x04\x22\x4d\x18", "lz4 data; decompress it first"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"},
	{"\x1f\x8b", "gzip data in gzip data"}, // of what was decompressed
	{"\xd0\xcf\x11\xe0", "an old spreadsheet; save it as CSV"},
	{"PAR1", "a Parquet file"},
	{"Obj\x01", "an Avro file"},
	{"%PDF-", "a PDF document"},
	{"SQLite format 3\x00", "an SQLite database"},
	{"\xff\xfe", "UTF-16; convert it to UTF-8 first"},
	{"\xfe\xff", "UTF-16; convert it to UTF-8 first"},
}

// tarMagic stands in the middle of the first header of a tar archive.
const tarMagic, tarMagicAt = "ustar", 257

// seen says what an input is that was not recognised. It begins with raw, which text begins with when decompressed; that failed
// with err. Whole says that raw is all of it.
func seen(raw, text []byte, err error, whole bool) string {
	compressed := bytes.HasPrefix(raw, []byte("\x1f\x8b"))
	if compressed && err != nil && (whole || !errors.Is(err, io.ErrUnexpectedEOF)) {
		return "gzip data that is cut off or corrupt: " + err.Error()
	}
	what := content(text)
	if compressed {
		return "gzip data, and in it " + what
	}
	return what
}

func content(text []byte) string {
	for _, f := range formats {
		if bytes.HasPrefix(text, []byte(f.magic)) {
			return f.name
		}
	}
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))
	line, _, _ := bytes.Cut(trimmed, []byte("\n"))
	line = line[:min(len(line), 1000)]
	switch {
	case len(trimmed) == 0:
		return "empty"
	case len(text) > tarMagicAt && bytes.HasPrefix(text[tarMagicAt:], []byte(tarMagic)):
		return "a tar archive; unpack it first"
	case bytes.IndexByte(text, 0) >= 0:
		return "binary data, or text in UTF-16"
	case trimmed[0] == '<':
		if lower := strings.ToLower(string(line)); strings.HasPrefix(lower, "<!doctype html") || strings.HasPrefix(lower, "<html") {
			return "an HTML page, perhaps that of a login or an error"
		}
		return "XML"
	case trimmed[0] == '{':
		return "JSON, but no record of a known type comes first"
	case trimmed[0] == '[':
		if string(bytes.Join(bytes.Fields(trimmed), nil)) == "[]" {
			return "an empty JSON array"
		}
		return "a JSON array, but no record of a known type comes first"
	case !utf8.Valid(line) && len(line) < 1000:
		return "text that is not UTF-8"
	case bytes.IndexByte(line, ',') >= 0:
		return "text with commas, but its first line is not the header of a known type"
	case bytes.IndexByte(line, ';') >= 0:
		return "text whose first line has semicolons; columns must be separated by commas"
	case bytes.IndexByte(line, '\t') >= 0:
		return "text whose first line has tabs; columns must be separated by commas"
	}
	return "text that begins neither with a JSON record nor with the header of a CSV"
}
