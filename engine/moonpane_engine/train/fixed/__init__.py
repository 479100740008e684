"""Training on a GPU: batches of a few fixed shapes, so that each shape's pass is one recorded graph.

A model of this size is thousands of kernels of microseconds: started from Python one by one, they took five times as
long as they run.

    batch.py    samples filled up to a shape
    sight.py    the encoder over pictures of many sizes at once
    loss.py     the loss of a batch; its twin is `trainer.answer_loss`
    graphs.py   forward and backward of a shape, recorded once
    pool.py     batches on the device, used again while no new one is there
"""
