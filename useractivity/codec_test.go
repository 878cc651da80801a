package useractivity_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/useractivity"
)

func TestCSV(t *testing.T) {
	codectest.Run(t, useractivity.CSV, codectest.Expected{
		SampleSum: "d129b35f89571bf34f5cf6ee0ff8d2c5d2862018e7acdfb40a2e36cb5a622a6c",
	})
}

func FuzzCSV(f *testing.F) { codectest.Fuzz(f, useractivity.CSV) }

func TestInactiveCSV(t *testing.T) {
	codectest.Run(t, useractivity.InactiveCSV, codectest.Expected{
		SampleSum: "7b2f7b5ebc604fbc157828522406080cc88aa3e88fc8dacab286280e7529a9fc",
	})
}

func FuzzInactiveCSV(f *testing.F) { codectest.Fuzz(f, useractivity.InactiveCSV) }
