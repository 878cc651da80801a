package documents

import (
	"bytes"
	"errors"
	"fmt"
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

// sniffed is what is known of an input.
type sniffed struct {
	raw   []byte // what it begins with
	text  []byte // the same, decompressed
	err   error  // that decompressing ended with
	whole bool   // raw is all of the input
}

func (s *sniffed) compressed() bool { return bytes.HasPrefix(s.raw, []byte("\x1f\x8b")) }

// inHeader reports whether the text ends within what may be the header of a CSV: columns that follow may tell one report from another.
func (s *sniffed) inHeader() bool {
	line := bytes.TrimLeft(bytes.TrimPrefix(s.text, []byte("\ufeff")), " \t\r\n")
	return len(line) > 0 && line[0] != '{' && line[0] != '[' && bytes.IndexByte(line, '\n') < 0
}

// foreign says what an input is that can hold no document as it stands, or returns "".
func (s *sniffed) foreign() string {
	for _, f := range formats {
		if bytes.HasPrefix(s.text, []byte(f.magic)) {
			return s.within(f.name)
		}
	}
	if len(s.text) > tarMagicAt && bytes.HasPrefix(s.text[tarMagicAt:], []byte(tarMagic)) {
		return s.within("a tar archive; unpack it first")
	}
	if member, items := wrapped(s.text); member != "" {
		for _, doc := range All() {
			if doc.Detect(items) {
				return s.within(fmt.Sprintf("a JSON object that wraps records of %s in its member %q; unwrap them first", doc.Name(), member))
			}
		}
	}
	return ""
}

// unknown says what an input is that was not recognised.
func (s *sniffed) unknown() *UnknownError {
	if s.compressed() && s.err != nil && (s.whole || !errors.Is(s.err, io.ErrUnexpectedEOF)) {
		return &UnknownError{Seen: "gzip data that is cut off or corrupt: " + s.err.Error(), Err: s.err}
	}
	switch text := bytes.TrimSpace(bytes.TrimPrefix(s.text, []byte("\ufeff"))); {
	case len(text) == 0 && s.whole:
		return &UnknownError{Seen: s.within("empty"), Empty: true}
	case s.whole && string(bytes.Join(bytes.Fields(text), nil)) == "[]":
		return &UnknownError{Seen: s.within("an empty JSON array"), Empty: true}
	default:
		if like, why := s.like(); why != "" {
			return &UnknownError{Seen: s.within("like " + like + ", but the header cannot be read: " + why), Like: like}
		}
		return &UnknownError{Seen: s.within(s.content(text))}
	}
}

// within says of what was decompressed that it was compressed.
func (s *sniffed) within(what string) string {
	if s.compressed() {
		return "gzip data, and in it " + what
	}
	return what
}

// like returns the name of the CSV document that the input seems to be, and why its header cannot be read; or nothing.
func (s *sniffed) like() (name, why string) {
	for _, doc := range All() {
		if explainer, ok := doc.(interface{ Explain(head []byte) string }); ok {
			if why = explainer.Explain(s.text); why != "" {
				return doc.Name(), why
			}
		}
	}
	return "", ""
}

// content says what a text without space around it is.
func (s *sniffed) content(text []byte) string {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	line = line[:min(len(line), 1000)]
	switch {
	case len(text) == 0:
		return "white space"
	case bytes.IndexByte(s.text, 0) >= 0:
		return "binary data, or text in UTF-16"
	case text[0] == '<':
		if lower := strings.ToLower(string(line)); strings.HasPrefix(lower, "<!doctype html") || strings.HasPrefix(lower, "<html") {
			return "an HTML page, perhaps that of a login or an error"
		}
		return "XML"
	case text[0] == '{':
		if member, _ := wrapped(text); member != "" {
			return fmt.Sprintf("a JSON object with an array in its member %q, but no records of a known type come first there", member)
		}
		return "JSON, but no record of a known type comes first"
	case text[0] == '[':
		return "a JSON array, but no record of a known type comes first"
	case !utf8.Valid(line) && len(line) < 1000:
		return "text that is not UTF-8"
	}
	switch {
	case bytes.IndexByte(line, ',') >= 0:
		return "text with commas, but its first line is not the header of a known type"
	case bytes.IndexByte(line, ';') >= 0:
		return "text whose first line has semicolons; columns must be separated by commas"
	case bytes.IndexByte(line, '\t') >= 0:
		return "text whose first line has tabs; columns must be separated by commas"
	}
	return "text that begins neither with a JSON record nor with the header of a CSV"
}
