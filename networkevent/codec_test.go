package networkevent_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/networkevent"
)

func TestJSON(t *testing.T) {
	codectest.Run(t, networkevent.JSON, codectest.Expected{SampleSum: "b1e523eba42565cf58ad1a5b81560a4e00f7316265d616819b3f3b2db026a967"})
}

func TestCSV(t *testing.T) {
	codectest.Run(t, networkevent.CSV, codectest.Expected{SampleSum: "237cc6c07d09348aaeb7a81f50b00c4d253565f75f56512d150f6bae02558923"})
}

func FuzzJSON(f *testing.F) { codectest.Fuzz(f, networkevent.JSON) }

func FuzzCSV(f *testing.F) { codectest.Fuzz(f, networkevent.CSV) }
