package dnsfilter_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/internal/codectest"
)

func BenchmarkEventInto(b *testing.B) { codectest.BenchmarkInto(b, dnsfilter.JSON) }

func BenchmarkEventAppend(b *testing.B) { codectest.BenchmarkAppend(b, dnsfilter.JSON) }
