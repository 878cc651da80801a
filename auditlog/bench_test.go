package auditlog_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/internal/codectest"
)

func BenchmarkEventInto(b *testing.B) { codectest.BenchmarkInto(b, auditlog.JSON) }

func BenchmarkEventAppend(b *testing.B) { codectest.BenchmarkAppend(b, auditlog.JSON) }
