package flowtrail

import (
	"github.com/flowtrail/flowtrail/internal/input"
	"github.com/flowtrail/flowtrail/internal/record"
)

// mostSniffed is how much text is looked at to recognise a document.
const mostSniffed = 1 << 20

// plainHead returns the text that head, the beginning of an input, begins with: as much of it as can be decompressed.
func plainHead(head []byte) []byte {
	text, _ := input.Head(head, mostSniffed) // a head of a gzip stream always ends in an error
	return record.Pad(nil, text)
}
