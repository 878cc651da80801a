package jsonrec

import "github.com/flowtrail/flowtrail/internal/record"

// Explored returns how many objects a parser has read member by member and not along a route.
func Explored[T any](parser record.Parser[T]) int {
	switch one := parser.(*Parser[T]).one.(type) {
	case *mixed[T]:
		return one.decoder.Explored()
	case *single[T]:
		return one.decoder.Explored()
	}
	panic("the reader has no decoder")
}

// Heads returns the beginnings by which a parser of a mix knows the streams of records.
func Heads[T any](parser record.Parser[T]) (heads []string) {
	for _, h := range parser.(*Parser[T]).one.(*mixed[T]).heads {
		heads = append(heads, h.text)
	}
	return heads
}
