package useractivity_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/useractivity"
)

func TestCSV(t *testing.T) {
	codectest.Run(t, useractivity.CSV, codectest.Expected{
		SampleSum: "eeae216eee832b5394cb9aac776d268f72bc9519ca7451c960496e5a625510cc",
	})
}

func FuzzCSV(f *testing.F) { codectest.Fuzz(f, useractivity.CSV) }

func TestInactiveCSV(t *testing.T) {
	codectest.Run(t, useractivity.InactiveCSV, codectest.Expected{
		SampleSum: "8c12725aedec83b3c3a005a9a15aa597ae269d3df7663e54e6c88ec5c02b35f3",
	})
}

func FuzzInactiveCSV(f *testing.F) { codectest.Fuzz(f, useractivity.InactiveCSV) }
