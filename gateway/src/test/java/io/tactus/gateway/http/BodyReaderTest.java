package io.tactus.gateway.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.xnio.channels.StreamSourceChannel;

class BodyReaderTest {

  /** A reader without a request fails as soon as it takes an event for its own. */
  private final BodyReader reader =
      new BodyReader(null, HttpLimits.DEFAULT, ByteBuffer.allocate(16));

  private static StreamSourceChannel channel() {
    return (StreamSourceChannel)
        Proxy.newProxyInstance(
            BodyReaderTest.class.getClassLoader(),
            new Class<?>[] {StreamSourceChannel.class},
            (proxy, method, arguments) ->
                method.getName().equals("equals")
                    ? System.identityHashCode(proxy) == System.identityHashCode(arguments[0])
                    : null);
  }

  @Test
  void shouldTakeNoEventOfARequestThatIsDone() {
    StreamSourceChannel former = channel();
    assertDoesNotThrow(() -> reader.handleEvent(former), "nothing is read any more");
    StreamSourceChannel own = channel();
    reader.begin(own);
    assertDoesNotThrow(() -> reader.handleEvent(former), "another request's");
    assertThrows(NullPointerException.class, () -> reader.handleEvent(own));
    reader.clear();
    assertDoesNotThrow(() -> reader.handleEvent(own));
  }
}
