package batch

import (
	"errors"
	"io"

	"gongkai/extract"
	"gongkai/pipeline/batch/internal/sevenzip"
)

// sevenDictionary is the largest dictionary that is made room for, as for rar;
// 7-Zip takes 64 MiB where it is told to do its best.
const sevenDictionary = 64 << 20

// sevenEntries lists a 7z. Its files are packed together, so all is unpacked
// once, to the spool.
func (u *unpacking) sevenEntries(p container) ([]entry, error) {
	at, shut, err := p.open()
	if err != nil {
		return nil, err
	}
	defer shut()
	a, err := sevenzip.Open(at, p.size, sevenzip.Limits{Header: archiveDirectory, Dictionary: sevenDictionary, Files: archiveEntries})
	if err != nil {
		return nil, badSeven(err)
	}
	if err := u.takes(len(a.Files)); err != nil {
		return nil, err
	}
	limit := u.limit(p)
	left := limit
	for i := range a.Files { // those passed over are unpacked too
		if left -= a.Files[i].Size; left < 0 {
			return nil, expandsTooFar(limit)
		}
	}
	var all []entry
	err = a.Each(func(f *sevenzip.File, r io.Reader, err error) error {
		if u.ctx.Err() != nil {
			return u.ctx.Err()
		}
		if !f.Regular || passedOver(f.Name) {
			return nil
		}
		e := entry{name: f.Name, size: f.Size}
		if err != nil {
			e.err = badSeven(err)
		} else if err := u.unpack(&e, r, f.Size, badSeven); err != nil {
			return err
		}
		all = append(all, e)
		return nil
	})
	return all, err
}

// badSeven says why a 7z, or a file in it, cannot be read.
func badSeven(err error) error {
	reason := extract.Corrupt
	switch {
	case errors.Is(err, sevenzip.ErrEncrypted):
		reason = extract.Encrypted
	case errors.Is(err, sevenzip.ErrUnsupported):
		return &extract.Refusal{Reason: extract.Unsupported, Detail: err.Error() + "; unpack it"}
	case errors.Is(err, sevenzip.ErrTooLarge):
		reason = extract.TooLarge
	case errors.Is(err, sevenzip.ErrTooMany):
		return tooMany()
	}
	return &extract.Refusal{Reason: reason, Detail: err.Error()}
}
