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
	codectest.Run(t, networkevent.CSV, codectest.Expected{SampleSum: "bac26236f911a1ff576b6b0ad4c912338fbd7ef5b69b0a36f61d0b6eb679c25a"})
}

func FuzzJSON(f *testing.F) { codectest.Fuzz(f, networkevent.JSON) }

func FuzzCSV(f *testing.F) { codectest.Fuzz(f, networkevent.CSV) }
