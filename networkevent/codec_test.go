package networkevent_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/networkevent"
)

func TestJSON(t *testing.T) {
	codectest.Run(t, networkevent.JSON, codectest.Expected{SampleSum: "d1058f3b6e6513ecda64054ca2d7e0f89af214260946090979ebc1b5f8204c75"})
}

func TestCSV(t *testing.T) {
	codectest.Run(t, networkevent.CSV, codectest.Expected{SampleSum: "5fe50689f94f6980852b9ef488c43d6977bb19b4a51827ac643e3e3cee869aee"})
}

func FuzzJSON(f *testing.F) { codectest.Fuzz(f, networkevent.JSON) }

func FuzzCSV(f *testing.F) { codectest.Fuzz(f, networkevent.CSV) }
