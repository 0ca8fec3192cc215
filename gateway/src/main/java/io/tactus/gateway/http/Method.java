package io.tactus.gateway.http;

import io.undertow.util.HttpString;
import io.undertow.util.Methods;

/** The methods the server knows. HEAD is GET without the body. Threading: immutable. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE,
  OPTIONS;

  /** Returns the method, or null if the server does not know it. */
  static Method of(HttpString name) {
    if (name.equals(Methods.GET) || name.equals(Methods.HEAD)) {
      return GET;
    }
    if (name.equals(Methods.POST)) {
      return POST;
    }
    if (name.equals(Methods.PATCH)) {
      return PATCH;
    }
    if (name.equals(Methods.PUT)) {
      return PUT;
    }
    if (name.equals(Methods.DELETE)) {
      return DELETE;
    }
    return name.equals(Methods.OPTIONS) ? OPTIONS : null;
  }
}
