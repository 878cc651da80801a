# The tool, and nothing else:
#
#	docker build -t flowtrail .
#	docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" flowtrail validate --values none exports
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
WORKDIR /src
COPY . .
ARG TARGETOS TARGETARCH
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags='-s -w' -o /flowtrail ./cmd/flowtrail

FROM scratch
COPY --from=build /flowtrail /flowtrail
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["/flowtrail"]
