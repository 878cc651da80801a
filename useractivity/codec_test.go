package useractivity_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/useractivity"
)

func TestCSV(t *testing.T) {
	codectest.Run(t, useractivity.CSV, codectest.Expected{
		SampleSum: "f7fc6d33614b8161cac499a2516c1f77c0df6df97d2e8f96fe42823ea79ce678",
	})
}

func FuzzCSV(f *testing.F) { codectest.Fuzz(f, useractivity.CSV) }

func TestInactiveCSV(t *testing.T) {
	codectest.Run(t, useractivity.InactiveCSV, codectest.Expected{
		SampleSum: "7f415c2cbb8594d0328ec494be5f80d932bc90d4db7d8a98c59169a43887ac58",
	})
}

func FuzzInactiveCSV(f *testing.F) { codectest.Fuzz(f, useractivity.InactiveCSV) }
