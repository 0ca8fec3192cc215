package io.tactus.pipeline.procedure;

/** A primary key under construction: as many parts as the key has fields, in their order. */
public interface Key {
  Key add(long part);

  Key add(String part);
}
