package io.tactus.gateway.http;

import io.tactus.gateway.access.AccessControl;
import io.tactus.gateway.access.Authenticator;
import io.tactus.gateway.access.Permission;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

/**
 * What the head of one request asks for, by whom, and whether it is let in: framing, path, method,
 * credentials, query, media types, and whether the server can serve now, in this order. Nothing of
 * the body is read before.
 *
 * <p>Threading: the IO thread of its request; reused.
 */
final class RequestAdmission {

  /** Where clients of Supabase put a key. */
  private static final HttpString API_KEY = HttpString.tryFromString("apikey");

  private final RequestPool pool;
  private final Response response;
  private final RequestPath path;

  private HttpServerExchange exchange;
  private long startNs;
  private Router.Resource resource;
  private Route route;
  private Principal principal = Principal.NOBODY;
  private QueryString query;
  private MediaTypes.Accepted accepted;
  private String parameterName;
  private String parameterValue;

  RequestAdmission(RequestPool pool, Response response) {
    this.pool = pool;
    this.response = response;
    this.path = new RequestPath(pool.names());
  }

  /**
   * Looks at the head of a request.
   *
   * @param headReadNs when it was complete
   * @return why the request is refused; or null: then it has a route, or is an OPTIONS request
   *     whose reply has its headers already
   * @throws Refusal as another way to say why
   */
  Problem admit(HttpServerExchange newExchange, long headReadNs) {
    exchange = newExchange;
    startNs = headReadNs;
    Problem problem = locate();
    if (problem != null || route == null) {
      return problem;
    }
    problem = authorize();
    if (problem != null) {
      return problem;
    }
    problem = agree();
    return problem != null ? problem : serve();
  }

  /** Finds the route of a request whose framing is beyond doubt. */
  private Problem locate() {
    String complaint = RequestGuard.complaint(exchange);
    if (complaint != null) {
      exchange.setPersistent(false);
      return Problem.of(ProblemType.BAD_REQUEST, complaint);
    }
    if (exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
      // Undertow does not check what ends a chunk, so nothing may follow on this connection.
      exchange.setPersistent(false);
    }
    try {
      path.parse(exchange.getRequestURI(), exchange.isHostIncludedInRequestURI());
    } catch (Refusal e) {
      exchange.setPersistent(false);
      throw e;
    }
    pool.crossOrigin().describe(exchange);
    resource = pool.router().find(path);
    if (resource == null) {
      return Problem.of(ProblemType.ROUTE_NOT_FOUND, "There is nothing at this path.");
    }
    Method method = Method.of(exchange.getRequestMethod());
    route = resource.route(method);
    return route == null ? otherMethod(method) : null;
  }

  private Problem otherMethod(Method method) {
    response.header("Allow", resource.allow());
    if (method == Method.OPTIONS) {
      pool.crossOrigin().preflight(exchange, resource.allow());
      return null;
    }
    return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This path takes " + resource.allow() + ".");
  }

  /** Finds out who calls, and whether they may use this route. */
  private Problem authorize() {
    Permission needed = route.permission();
    if (needed == Permission.OPEN) {
      return null;
    }
    Authenticator authenticator = pool.authenticator();
    principal =
        authenticator.authenticate(
            singleHeader(Headers.AUTHORIZATION), singleHeader(API_KEY), startNs);
    if (authenticator.trustsAnyone(principal) && pool.crossOrigin().isForeign(exchange)) {
      return Problem.of(
          ProblemType.ORIGIN_REFUSED,
          "This request may come from another site's page: without keys only pages of this server"
              + " and of configured origins may ask, and only by an address or local name.");
    }
    spend(1);
    String parameter = needed.parameter();
    return needed.refusal(principal, parameter == null ? null : parameter(parameter));
  }

  /** Agrees on media types. */
  private Problem agree() {
    query = QueryString.parse(exchange.getQueryString());
    accepted = MediaTypes.accepted(exchange.getRequestHeaders(), route.writesCsv());
    if ((accepted == MediaTypes.Accepted.NOTHING && !route.isFile())
        || (wantsPlan() && !route.plans())
        || (accepted == MediaTypes.Accepted.EVENTS && !route.streams())) {
      return Problem.of(
          ProblemType.NOT_ACCEPTABLE, "Only " + types(route.writesCsv()) + " can be produced.");
    }
    if (!exchange.isRequestComplete()
        && !MediaTypes.isJsonBody(exchange.getRequestHeaders())
        && !hasCsvBody()) {
      return Problem.of(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "Only " + types(route.readsCsv()) + " in UTF-8 is taken.");
    }
    return null;
  }

  private static String types(boolean csv) {
    return csv ? "application/json or text/csv" : "application/json";
  }

  private Problem serve() {
    if (pool.lane().isClosing()) {
      exchange.setPersistent(false);
    }
    if (!route.needsEngine()) {
      return null;
    }
    return pool.isMemorySpent() ? Request.memorySpent() : pool.lane().unavailable();
  }

  /**
   * Counts requests against the rate limit of whoever calls.
   *
   * @throws Refusal 429 if they are too many
   */
  void spend(int requests) {
    long waitNs = principal.spend(requests, startNs);
    if (waitNs > 0) {
      Problem problem = AccessControl.tooMany(waitNs);
      String seconds = Integer.toString(problem.retryAfterSeconds());
      response.header("RateLimit-Limit", Integer.toString(principal.ratePerSecond()));
      response.header("RateLimit-Remaining", "0").header("RateLimit-Reset", seconds);
      throw new Refusal(problem);
    }
  }

  /**
   * Returns the value of a header that may be there once, or null.
   *
   * @throws Refusal if there are several
   */
  String singleHeader(HttpString name) {
    HeaderValues values = exchange.getRequestHeaders().get(name);
    if (values != null && values.size() > 1) {
      throw ProblemType.BAD_REQUEST.refuse("There is more than one " + name + " header.");
    }
    return values == null ? null : values.getFirst();
  }

  /** Returns a path parameter as it was sent, valid until the next call. */
  CharSequence rawText(String name) {
    return path.range(resource.indexOf(name));
  }

  /** Returns a path parameter, decoded; the table of a request is asked for again and again. */
  String parameter(String name) {
    if (!name.equals(parameterName)) {
      parameterValue = PercentText.decodePath(rawParameter(name));
      parameterName = name;
    }
    return parameterValue;
  }

  /** Returns a path parameter as it was sent. */
  String rawParameter(String name) {
    return path.segment(resource.indexOf(name));
  }

  /** Returns the route, or null if there is none: unknown path or method, or OPTIONS. */
  Route route() {
    return route;
  }

  /** Returns who calls; nobody before they are known. */
  Principal principal() {
    return principal;
  }

  /** Returns the query parameters. */
  QueryString query() {
    return query;
  }

  /** Returns whether a single row is wanted as an object. */
  boolean wantsObject() {
    return accepted == MediaTypes.Accepted.OBJECT;
  }

  /** Returns whether rows are wanted as lines of values. */
  boolean wantsCsv() {
    return accepted == MediaTypes.Accepted.CSV;
  }

  /** Returns the media type of rows in the form that is accepted. */
  String rowsType() {
    return MediaTypes.rows(accepted);
  }

  /** Returns whether the body is lines of values, where it may be. */
  boolean hasCsvBody() {
    return route.readsCsv() && MediaTypes.isCsvBody(exchange.getRequestHeaders());
  }

  /** Returns whether the plan of a query is wanted. */
  boolean wantsPlan() {
    return accepted == MediaTypes.Accepted.PLAN_JSON || wantsPlanText();
  }

  /** Returns whether a plan is wanted as text. */
  boolean wantsPlanText() {
    return accepted == MediaTypes.Accepted.PLAN_TEXT;
  }

  void clear() {
    exchange = null;
    resource = null;
    route = null;
    principal = Principal.NOBODY;
    query = null;
    accepted = null;
    parameterName = null;
    parameterValue = null;
    path.clear();
  }
}
