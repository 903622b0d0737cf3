"""Writes events.json: what TensorBoard's own reader finds in the golden event file.
Run: pip install tensorboard==2.* pillow && python read_events.py"""

import io
import json
from pathlib import Path

import tensorboard
from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

here = Path(__file__).parent
everything = {"scalars": 0, "images": 0, "histograms": 0, "tensors": 0}
events = EventAccumulator(str(here / "events.out.tfevents.golden"), size_guidance=everything)
events.Reload()
tags = events.Tags()


def image(event):
    pixels = Image.open(io.BytesIO(event.encoded_image_string))
    return {
        "step": event.step,
        "width": event.width,
        "height": event.height,
        "mode": pixels.mode,
        "pixels": list(pixels.tobytes()),
    }


def histogram(event):
    value = event.histogram_value
    return {
        "step": event.step,
        "min": value.min,
        "max": value.max,
        "num": value.num,
        "sum": value.sum,
        "sumOfSquares": value.sum_squares,
        "limits": list(value.bucket_limit),
        "counts": list(value.bucket),
    }


found = {
    "source": f"tensorboard {tensorboard.__version__}, read_events.py",
    "scalars": {
        tag: [[event.wall_time, event.step, str(event.value)] for event in events.Scalars(tag)]
        for tag in tags["scalars"]
    },
    "histograms": {tag: [histogram(event) for event in events.Histograms(tag)] for tag in tags["histograms"]},
    "images": {tag: [image(event) for event in events.Images(tag)] for tag in tags["images"]},
}
(here / "events.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
