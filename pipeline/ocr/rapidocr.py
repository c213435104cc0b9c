"""Reads pictures of pages with RapidOCR: one JSON line in, one JSON line out.

In:  {"page": 1, "image": "<PNG in base64>", "width": w, "height": h, "dpi": n}
Out: {"words": [{"text": "...", "box": [x0, y0, x1, y1], "confidence": 0..1}]}
     or {"error": "..."}; boxes are in pixels from the upper left corner.
"""
import sys

# Modules come from where they are installed, never from the folder of the run.
sys.path[:] = [p for p in sys.path if p]

import base64
import json
import os

# What libraries print must not be taken for an answer.
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

import cv2
import numpy as np
from rapidocr import RapidOCR

engine = RapidOCR(params={
    "Global.log_level": "error",
    "Global.use_cls": False,
    "Global.max_side_len": 4000,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
})


def words(found):
    """The words of a page. Each has the height of its line: where it begins and
    ends in the line is all that is known of it."""
    if found.txts is None:
        return
    for box, pieces in zip(found.boxes, found.word_results):
        top, bottom = float(min(p[1] for p in box)), float(max(p[1] for p in box))
        for text, score, place in pieces:
            xs = [float(p[0]) for p in place]
            yield {"text": text, "box": [min(xs), top, max(xs), bottom], "confidence": float(score)}


def answer(line):
    picture = np.frombuffer(base64.b64decode(json.loads(line)["image"]), dtype=np.uint8)
    return {"words": list(words(engine(cv2.imdecode(picture, cv2.IMREAD_COLOR), return_word_box=True, return_single_char_box=True)))}


for line in sys.stdin:
    try:
        said = answer(line)
    except Exception as e:
        said = {"error": repr(e)}
    answers.write(json.dumps(said, ensure_ascii=False) + "\n")
    answers.flush()
