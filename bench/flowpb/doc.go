// Package flowpb has Yandex Cloud's ExternalFlow as a protobuf message, which protojson reads from the same JSON as vpcflow does.
package flowpb

// protoc is Debian's protobuf-compiler, or that of any other system. Its plugin is the one that go.mod pins.
//go:generate sh -c "protoc --plugin=protoc-gen-go=$(go tool -n protoc-gen-go) --go_out=. --go_opt=paths=source_relative flow.proto"
