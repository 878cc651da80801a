package flowtrail_test

import (
	"errors"
	"fmt"
	"iter"
	"net/netip"
	"strings"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
)

var netipComparer = cmp.Comparer(func(a, b netip.Addr) bool { return a == b })

// collect returns the number of valid records and a line for each finding, without the file.
func collect[T any](records iter.Seq2[*T, error]) (valid int, lines string) {
	var b strings.Builder
	for v, err := range records {
		var bad *flowtrail.RecordError
		var header *flowtrail.HeaderError
		var violations []flowtrail.Violation
		switch {
		case errors.As(err, &bad):
			violations = bad.Violations
		case errors.As(err, &header):
			violations = header.Violations
		case err != nil:
			fmt.Fprintf(&b, "%s [stream]\n", strings.TrimPrefix(err.Error(), "F:"))
		case v == nil:
			b.WriteString("a nil record without an error\n")
		default:
			valid++
		}
		for _, v := range violations {
			fmt.Fprintf(&b, "%s [%s]\n", strings.TrimPrefix(v.String(), "F:"), v.Rule)
		}
	}
	return valid, b.String()
}
