module github.com/flowtrail/flowtrail

go 1.26

require (
	github.com/google/go-cmp v0.7.0
	github.com/santhosh-tekuri/jsonschema/v5 v5.3.1
)

require github.com/gocarina/gocsv v0.0.0-20240520201108-78e41c74b4b1
