package sink

import (
	"runtime"
	"sync"

	"github.com/klauspost/compress/zstd"
	parquetzstd "github.com/parquet-go/parquet-go/compress/zstd"
)

// sharedZstd compresses the pages of all writers with a few encoders that are
// made once. The codec of parquet-go makes an encoder of some megabytes for
// each writer and again after each garbage collection, which for the small
// tables of one report costs more than the compression. Where nothing repeats, as in ids,
// the few characters there are still take half the room.
type sharedZstd struct{ parquetzstd.Codec }

// compressors is how many pages are compressed at one time at most: each has tables of 4 MB, and room
// for a page that it looks back on.
const compressors = 4

var encoder = sync.OnceValues(func() (*zstd.Encoder, error) {
	return zstd.NewWriter(nil, zstd.WithEncoderConcurrency(min(compressors, runtime.GOMAXPROCS(0))), zstd.WithLowerEncoderMem(true),
		zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithAllLitEntropyCompression(true), zstd.WithZeroFrames(true), zstd.WithEncoderCRC(false))
})

// Encode compresses src into the memory of dst.
func (*sharedZstd) Encode(dst, src []byte) ([]byte, error) {
	e, err := encoder()
	if err != nil {
		return nil, err
	}
	return e.EncodeAll(src, dst[:0]), nil
}
