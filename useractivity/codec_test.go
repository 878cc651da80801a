package useractivity_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/useractivity"
)

func TestCSV(t *testing.T) {
	codectest.Run(t, useractivity.CSV, codectest.Expected{
		SampleSum: "05bb024f5cb45949cfc5830dab80887dd65eec64acf689835c8e693e5705ff35",
	})
}

func FuzzCSV(f *testing.F) { codectest.Fuzz(f, useractivity.CSV) }

func TestInactiveCSV(t *testing.T) {
	codectest.Run(t, useractivity.InactiveCSV, codectest.Expected{
		SampleSum: "dff759c2ccd7b221588614bac1703acea66a8dd4b5dd01258f89792eed7003c2",
	})
}

func FuzzInactiveCSV(f *testing.F) { codectest.Fuzz(f, useractivity.InactiveCSV) }
