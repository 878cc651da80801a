package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// headSize is how much of an input is looked at to find its type.
const headSize = 64 << 10

// isEmpty reports whether a whole input holds nothing: at most white space or an empty array, compressed or not.
func isEmpty(whole []byte) bool {
	text, err := plain(whole)
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	text = bytes.Join(bytes.Fields(text), nil)
	return err == nil && (len(text) == 0 || string(text) == "[]")
}

// unreadable says why no type can be recognised in what begins with head, or returns nil if it is just unknown.
func unreadable(head []byte) error {
	text, err := plain(head)
	switch {
	case err != nil && (len(head) < headSize || !errors.Is(err, io.ErrUnexpectedEOF)): // a head of a file always ends early
		return fmt.Errorf("the gzip data is cut off or corrupt: %w", err)
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")):
		return errors.New("it is UTF-16; convert it to UTF-8 first")
	}
	return nil
}

// archives are what exports may be packed in, by the bytes they begin with.
var archives = []struct{ magic, kind string }{
	{"PK\x03\x04", "a zip archive"},
	{"\x28\xb5\x2f\xfd", "zstd data"},
	{"\xfd7zXZ\x00", "xz data"},
	{"BZh", "bzip2 data"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive"},
}

// archive returns what an input that begins with head is packed in, or "".
func archive(head []byte) string {
	for _, a := range archives {
		if bytes.HasPrefix(head, []byte(a.magic)) {
			return a.kind
		}
	}
	return ""
}

// plain returns the text, or the beginning of it, that data holds.
func plain(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, nil
	}
	text, err := gunzip(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(text, headSize))
}

// gunzip decompresses gzip, half as fast again as compress/gzip.
func gunzip(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }
