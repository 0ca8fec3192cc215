package io.tactus.gateway.violation;

/** An arrow that points upwards. */
public final class UsesTheTools {
  io.tactus.tools.Tactus tactus;
}
