package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/documents"
)

// TestRecognise looks at each valid fixture, in all framings and compressions that the type may have: it is taken for what it is, and
// all of its records are valid.
func TestRecognise(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/valid/*/*")
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d fixtures, %v", len(paths), err)
	}
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	zstdOf := func(text string) string { return string(encoder.EncodeAll([]byte(text), nil)) }
	compressions := map[string]func(string) string{
		"plain":              func(text string) string { return text },
		"gzip":               gzipOf,
		"zstd":               zstdOf,
		"zstd in two frames": func(text string) string { return zstdOf(text[:len(text)/2]) + zstdOf(text[len(text)/2:]) },
	}
	for _, path := range paths {
		want := filepath.Base(filepath.Dir(path))
		text, records := fixture(t, path)
		framings := framingsOf(records)
		if strings.HasSuffix(want, ".csv") {
			text = strings.ReplaceAll(text, "\r\n", "\n")
			framings = map[string]string{"LF": text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n")}
		}
		framings["own"] = text
		for framing, text := range framings {
			for compression, compress := range compressions {
				for mark, text := range map[string]string{"": text, "with BOM": "\ufeff" + text} {
					name, counts, err := recognised(strings.NewReader(compress(text)))
					if name != want || counts.Records == 0 || records != nil && counts.Records != int64(len(records)) || err != nil {
						t.Errorf("%s as %s, %s %s: %s, %d records of %d, %v", path, framing, compression, mark, name, counts.Records, len(records), err)
					}
				}
			}
		}
	}
}

// recognised returns the name of what an input is taken for, and how many records that finds in it.
func recognised(r io.Reader) (name string, counts flowtrail.Counts, err error) {
	doc, whole, err := documents.Open(&unpacker{r: r})
	if err != nil {
		return "", counts, err
	}
	for wrong := range doc.Check(whole, flowtrail.Gunzip(gunzip), flowtrail.Count(&counts)) {
		err = wrong
	}
	return doc.Name(), counts, err
}

// fixture returns the text of a fixture and, if it is JSON, its records.
func fixture(t *testing.T, path string) (string, []json.RawMessage) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var records []json.RawMessage
	if !strings.HasSuffix(filepath.Dir(path), ".csv") {
		for values := json.NewDecoder(bytes.NewReader(data)); values.More(); {
			var value json.RawMessage
			if err := values.Decode(&value); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if value[0] != '[' {
				records = append(records, value)
				continue
			}
			var array []json.RawMessage
			if err := json.Unmarshal(value, &array); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			records = append(records, array...)
		}
	}
	return string(data), records
}

// framingsOf returns JSON records in all framings.
func framingsOf(records []json.RawMessage) map[string]string {
	var compact, pretty []string
	for _, record := range records {
		var line, lines bytes.Buffer
		json.Compact(&line, record)
		json.Indent(&lines, record, "", "  ")
		compact, pretty = append(compact, line.String()), append(pretty, lines.String())
	}
	return map[string]string{
		"lines":                strings.Join(compact, "\n") + "\n",
		"lines that end CRLF":  strings.Join(compact, "\r\n") + "\r\n",
		"lines, the last open": strings.Join(compact, "\n"),
		"concatenated":         strings.Join(compact, ""),
		"pretty-printed":       strings.Join(pretty, "\n"),
		"an array":             "[" + strings.Join(compact, ",") + "]",
		"an array of lines":    "[" + strings.Join(compact, ",\n") + "]\n",
		"a pretty array":       "[\n" + strings.Join(pretty, ",\n") + "\n]\n",
	}
}

func gzipOf(text string) string {
	var data strings.Builder
	w := gzip.NewWriter(&data)
	io.WriteString(w, text)
	w.Close()
	return data.String()
}
