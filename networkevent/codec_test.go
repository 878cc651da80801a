package networkevent_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/networkevent"
)

func TestJSON(t *testing.T) {
	codectest.Run(t, networkevent.JSON, codectest.Expected{SampleSum: "7d15e9607ac6c29da341f545a6d1494676da4cdf01a317ed6a8897c64de06b55"})
}

func TestCSV(t *testing.T) {
	codectest.Run(t, networkevent.CSV, codectest.Expected{SampleSum: "73c5bbd712830f620ed4b016701c57bd863a01832dd99d94a3f3982e9576abe5"})
}

func FuzzJSON(f *testing.F) { codectest.Fuzz(f, networkevent.JSON) }

func FuzzCSV(f *testing.F) { codectest.Fuzz(f, networkevent.CSV) }
