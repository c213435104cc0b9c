package pdfium

// packedSum is the SHA-256 of pdfium.wasm.zst. It stands in a source, where a change
// of the module shows in what the program is known by.
const packedSum = "4cbea712de74cf42d6619a91dd93cf1aa10bb8775f53ee339cbb3a21e507b6bd"
