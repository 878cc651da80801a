package validator

import (
	"strings"
	"time"

	"github.com/flowtrail/flowtrail/internal/intern"
)

// The formats are asserted by the parsers that decode the values, so that both always agree. A format says nothing
// about values that are no strings.

func timeFormat(parse func([]byte) (time.Time, bool)) func(any) bool {
	return func(v any) bool {
		text, ok := v.(string)
		if !ok {
			return true
		}
		_, ok = parse([]byte(text))
		return ok
	}
}

func addrFormat(version int) func(any) bool {
	return func(v any) bool {
		text, ok := v.(string)
		if !ok {
			return true
		}
		addr, ok := intern.ParseAddr([]byte(text))
		return ok && addr.Is4() == (version == 4)
	}
}

func addressesFormat(v any) bool {
	text, ok := v.(string)
	if !ok || text == "" {
		return true
	}
	for one := range strings.SplitSeq(text, ",") {
		if _, ok := intern.ParseAddr([]byte(one)); !ok {
			return false
		}
	}
	return true
}
