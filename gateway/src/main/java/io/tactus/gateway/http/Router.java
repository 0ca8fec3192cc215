package io.tactus.gateway.http;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the route of a path: templates are tried in the order of the table, so a literal stands
 * before the parameter it is an exception to.
 *
 * <p>Threading: immutable.
 */
public final class Router {

  /** All methods of one template. */
  static final class Resource {
    private final String[] segments;
    private final String[] names;
    private final EnumMap<Method, Route> routes = new EnumMap<>(Method.class);
    private String allow = "OPTIONS";

    Resource(String template) {
      segments = template.substring(1).split("/", -1);
      if (segments.length > RequestPath.MAX_SEGMENTS) {
        throw new IllegalArgumentException("too many segments: " + template);
      }
      names = new String[segments.length];
      for (int i = 0; i < segments.length; i++) {
        if (segments[i].startsWith("{")) {
          names[i] = segments[i].substring(1, segments[i].length() - 1);
          segments[i] = null;
        }
      }
    }

    private void add(Route route) {
      if (routes.put(route.method(), route) != null) {
        throw new IllegalArgumentException("two routes for " + route);
      }
      String name = route.method() == Method.GET ? "GET, HEAD" : route.method().name();
      allow = name + ", " + allow;
    }

    private boolean matches(RequestPath path) {
      for (int i = 0; i < segments.length; i++) {
        if (segments[i] == null ? path.isEmpty(i) : !path.isSegment(i, segments[i])) {
          return false;
        }
      }
      return true;
    }

    /** Returns the route of the method, or null. */
    Route route(Method method) {
      return method == null ? null : routes.get(method);
    }

    /** Returns the value of the Allow header. */
    String allow() {
      return allow;
    }

    /** Returns the index of the segment a parameter stands for. */
    int indexOf(String name) {
      for (int i = 0; i < names.length; i++) {
        if (name.equals(names[i])) {
          return i;
        }
      }
      throw new IllegalArgumentException("no parameter " + name + " in this route");
    }
  }

  /** By number of segments, each in the order of the table. */
  private final Resource[][] resources;

  private final List<Route> routes;

  /** Creates a router over the table. */
  public Router(List<Route> table) {
    Map<String, Resource> byTemplate = new LinkedHashMap<>();
    for (Route route : table) {
      byTemplate.computeIfAbsent(route.template(), Resource::new).add(route);
    }
    resources = new Resource[RequestPath.MAX_SEGMENTS + 1][];
    for (int count = 0; count < resources.length; count++) {
      int segments = count;
      resources[count] =
          byTemplate.values().stream()
              .filter(resource -> resource.segments.length == segments)
              .toArray(Resource[]::new);
    }
    routes = List.copyOf(table);
  }

  /** Returns the table this router was made from. */
  public List<Route> routes() {
    return routes;
  }

  /** Returns the resource at this path, or null. */
  Resource find(RequestPath path) {
    if (path.count() >= resources.length) {
      return null;
    }
    for (Resource resource : resources[path.count()]) {
      if (resource.matches(path)) {
        return resource;
      }
    }
    return null;
  }
}
