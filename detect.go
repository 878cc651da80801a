package flowtrail

import (
	"bytes"
	"io"

	"github.com/flowtrail/flowtrail/internal/input"
	"github.com/flowtrail/flowtrail/internal/record"
)

// plainHead returns the text that head, the beginning of an input, begins with: as much of it as can be decompressed.
func plainHead(head []byte) []byte {
	src, err := input.Open(bytes.NewReader(head), input.Gunzip)
	if err != nil {
		return nil
	}
	text, _ := io.ReadAll(io.LimitReader(src, 1<<20)) // a head of a gzip stream always ends in an error
	return record.Pad(nil, text)
}
