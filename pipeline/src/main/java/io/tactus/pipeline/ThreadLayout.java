package io.tactus.pipeline;

/** How the stages behind the ring are spread over threads. */
public enum ThreadLayout {
  /** One thread journals and forces a whole batch, then applies it. Best on few cores. */
  FUSED,
  /** One thread journals, another one applies what is journaled. */
  SPLIT
}
