package flowtrail_test

import (
	"net/netip"

	"github.com/google/go-cmp/cmp"
)

var netipComparer = cmp.Comparer(func(a, b netip.Addr) bool { return a == b })
