package networkevent

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/internal/csvrec"
)

// TestColumns checks that the columns are what the schema says.
func TestColumns(t *testing.T) {
	codectest.Columns(t, csvrec.New(rowReport).Declaration(), rowReport.Schema)
}
