//go:build !race

package flowtrail_test

const underRace = false
