package pdfium

// packedSum is the SHA-256 of pdfium.wasm.zst. It stands in a source, where a change
// of the module shows in what the program is known by.
const packedSum = "1337b3422fa5816f7c7045043b740c67c2f2b11150d5901514d9457f2fbb23fb"
