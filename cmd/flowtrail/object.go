package main

import "github.com/flowtrail/flowtrail/cmd/flowtrail/internal/inert"

// object returns v as JSON on one line.
func object(v any) string { return inert.JSON(v) }
