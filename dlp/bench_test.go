package dlp_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/internal/codectest"
)

func BenchmarkEventInto(b *testing.B) { codectest.BenchmarkInto(b, dlp.JSON) }

func BenchmarkEventAppend(b *testing.B) { codectest.BenchmarkAppend(b, dlp.JSON) }
