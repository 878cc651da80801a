package documents_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/networkevent"
)

func TestByName(t *testing.T) {
	seen := map[string]bool{}
	for _, doc := range documents.All() {
		if documents.ByName(doc.Name()) != doc || seen[doc.Name()] || doc.Title() == "" || strings.Contains(doc.Title(), "\n") {
			t.Errorf("%s: %q", doc.Name(), doc.Title())
		}
		seen[doc.Name()] = true
	}
	if doc := documents.ByName("nothing"); doc != nil {
		t.Errorf("%s is the document of another name", doc.Name())
	}
}

func packed(text string) string {
	var out bytes.Buffer
	zw := gzip.NewWriter(&out)
	io.WriteString(zw, text)
	zw.Close()
	return out.String()
}

// TestOpen opens samples of each document, in one piece, in pieces and compressed, and checks all records of what it is given back.
func TestOpen(t *testing.T) {
	for _, doc := range documents.All() {
		var text bytes.Buffer
		if err := doc.WriteSamples(&text, 1, 60, false); err != nil {
			t.Fatal(err)
		}
		for name, whole := range map[string]string{
			"plain": text.String(), "BOM": "\ufeff" + text.String(), "gzip": packed(text.String()), "BOM in gzip": packed("\ufeff" + text.String()),
		} {
			for _, r := range []io.Reader{strings.NewReader(whole), iotest.OneByteReader(strings.NewReader(whole)), iotest.DataErrReader(strings.NewReader(whole))} {
				found, all, err := documents.Open(r)
				if err != nil || found != doc {
					t.Fatalf("%s, %s: %v, %v", doc.Name(), name, found, err)
				}
				var copied bytes.Buffer
				var counts flowtrail.Counts
				for err := range found.Check(io.TeeReader(all, &copied), flowtrail.Count(&counts)) {
					t.Fatalf("%s, %s: %v", doc.Name(), name, err)
				}
				if diff := cmp.Diff(flowtrail.Counts{Records: 60}, counts); diff != "" || copied.String() != whole {
					t.Errorf("%s, %s: %d bytes of %d (-want +got):\n%s", doc.Name(), name, copied.Len(), len(whole), diff)
				}
			}
		}
	}
}

// TestOpenSlow checks that no more is waited for than what tells the type.
func TestOpenSlow(t *testing.T) {
	for _, doc := range documents.All() {
		var text bytes.Buffer
		if err := doc.WriteSamples(&text, 1, 1, false); err != nil {
			t.Fatal(err)
		}
		r, w := io.Pipe()
		go w.Write(text.Bytes()) // and nothing more
		found, _, err := documents.Open(r)
		if found != doc {
			t.Errorf("%s: %v, %v", doc.Name(), found, err)
		}
		r.Close()
	}
}

func TestOpenNames(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
	if err := os.WriteFile(path, []byte(`{"event_type":"network"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, r, err := documents.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	for err := range doc.Check(r) {
		if !strings.HasPrefix(err.Error(), path+":1:1: ") {
			t.Error(err)
		}
	}
}

// header returns what a CSV begins with.
func header(doc flowtrail.Document) []byte {
	var text bytes.Buffer
	doc.WriteSamples(&text, 1, 1, false)
	line, _, _ := bytes.Cut(text.Bytes(), []byte("\n"))
	return line
}

func TestUnknown(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "empty",
		" \r\n":                              "empty",
		"\ufeff":                             "empty",
		packed(""):                           "gzip data, and in it empty",
		packed("<a/>"):                       "gzip data, and in it XML",
		packed(packed("x")):                  "gzip data in gzip data",
		packed(strings.Repeat("x", 99))[:20]: "cut off or corrupt",
		"\x1f\x8bxxxxxxxxxxxxxx":             "cut off or corrupt",
		"PK\x03\x04xxxx":                     "zip",
		"\x28\xb5\x2f\xfd\x00\x00":           "zstd",
		"\xfd7zXZ\x00\x00":                   "xz",
		"BZh91AY":                            "bzip2",
		"\xff\xfe{\x00":                      "UTF-16",
		"\xfe\xff\x00{":                      "UTF-16",
		"{\x00\"\x00":                        "UTF-16",
		"<?xml version=\"1.0\"?>":            "XML",
		"\n<!DOCTYPE html><p>":               "HTML",
		"[]":                                 "an empty JSON array",
		"[{}]":                               "a JSON array",
		`{"a":1}`:                            "JSON",
		`{"n":1,"of":{"a":[{}]},"r":[0,[{}],{"event_type":"x"}]}`:      `in its member "r", but no records of a known type`,
		`{"n":[],"Records":[` + "\n" + `{"event_type":"network",`:      `a JSON object that wraps records of networkevent.json in its member "Records"`,
		packed(`{"records":[{"event_type":"network_access"}]}`):        `gzip data, and in it a JSON object that wraps records of networkevent.json in its member "records"`,
		"Report\n" + string(header(networkevent.CSV)):                  "like networkevent.csv, but the header cannot be read: the first line is a title",
		strings.ReplaceAll(string(header(networkevent.CSV)), ",", ";"): "separated by semicolons",
		strings.ToUpper(string(header(networkevent.CSV))):              "differ in case",
		"a,b\n1,2\n":                       "not the header of a known type",
		"user;user_id":                     "semicolons",
		"user\tuser_id":                    "tabs",
		"caf\xe9,1":                        "not UTF-8",
		"Hello":                            "neither",
		strings.Repeat("x", 100_000):       "neither",
		strings.Repeat("a", 257) + "ustar": "tar",
	} {
		doc, r, err := documents.Open(strings.NewReader(text))
		var unknown *documents.UnknownError
		if doc != nil || !errors.As(err, &unknown) || !strings.Contains(unknown.Seen, want) {
			t.Errorf("%.20q: %v, %v, want %q", text, doc, err, want)
		}
		if all, err := io.ReadAll(r); string(all) != text || err != nil {
			t.Errorf("%.20q is no longer whole: %.20q, %v", text, all, err)
		}
	}
}

// TestLike checks that an input which is meant as a document, but has no header that can be read, names that document.
func TestLike(t *testing.T) {
	columns := string(header(networkevent.CSV))
	for text, want := range map[string]string{
		"Report\n" + columns:                  networkevent.CSV.Name(),
		strings.ReplaceAll(columns, ",", ";"): networkevent.CSV.Name(),
		strings.ToUpper(columns):              networkevent.CSV.Name(),
		"Report\n":                            "",
		"a;b;c":                               "",
		"":                                    "",
	} {
		_, _, err := documents.Open(strings.NewReader(text))
		var unknown *documents.UnknownError
		if !errors.As(err, &unknown) || unknown.Like != want {
			t.Errorf("%.20q: %v, want one that is like %q", text, err, want)
		}
	}
}

// TestUnknownKinds checks what is empty and what can be no document, whatever it is said to be.
func TestUnknownKinds(t *testing.T) {
	type kind struct{ Empty, Foreign, Corrupt bool }
	for text, want := range map[string]kind{
		"":                                       {Empty: true},
		" [ ] ":                                  {Empty: true},
		packed("\n"):                             {Empty: true},
		"x":                                      {},
		`{"records":[]}`:                         {},
		`{"records":[{"event_type":"x"}]}`:       {},
		"PK\x03\x04":                             {Foreign: true},
		"\xff\xfe":                               {Foreign: true},
		packed(strings.Repeat("x", 99))[:20]:     {Corrupt: true},
		`{"records":[{"event_type":"network"}]}`: {Foreign: true},
	} {
		_, _, err := documents.Open(strings.NewReader(text))
		var unknown *documents.UnknownError
		if !errors.As(err, &unknown) {
			t.Fatalf("%q: %v", text, err)
		}
		if diff := cmp.Diff(want, kind{unknown.Empty, unknown.Foreign, unknown.Unwrap() != nil}); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestOpenFails(t *testing.T) {
	broken := errors.New("the cable is cut")
	doc, r, err := documents.Open(io.MultiReader(strings.NewReader("x"), iotest.ErrReader(broken)))
	if doc != nil || err != broken {
		t.Errorf("%v, %v", doc, err)
	}
	if all, err := io.ReadAll(r); string(all) != "x" || err != broken {
		t.Errorf("%q, %v", all, err)
	}
	if doc, _, err := documents.Open(nil); doc != nil || err == nil {
		t.Errorf("no reader: %v, %v", doc, err)
	}
}
