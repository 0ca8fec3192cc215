package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.agrona.UnsafeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryTest {

  private static final int LENGTH = 256;
  private long address;

  @BeforeEach
  void allocate() {
    address = UnsafeApi.allocateMemory(LENGTH);
    Memory.zero(address, LENGTH);
  }

  @AfterEach
  void free() {
    UnsafeApi.freeMemory(address);
  }

  @Test
  void shouldStoreLittleEndianAtAnyAddress() {
    Memory.putLong(address + 3, 0x0102030405060708L);
    assertEquals(8, Memory.getByte(address + 3));
    assertEquals(1, Memory.getByte(address + 10));
    assertEquals(0x0708, Memory.getShort(address + 3));
    assertEquals(0x05060708, Memory.getInt(address + 3));
    Memory.putDouble(address + 21, -1.5);
    assertEquals(Double.doubleToRawLongBits(-1.5), Memory.getLong(address + 21));
    Memory.putFloat(address + 33, 2.5f);
    assertEquals(Float.floatToRawIntBits(2.5f), Memory.getInt(address + 33));
    assertEquals(2.5f, Memory.getFloat(address + 33));
    assertEquals(-1.5, Memory.getDouble(address + 21));
  }

  @Test
  void shouldCompareAsUnsignedBytesWhereverTheDifferenceIs() {
    for (int length = 0; length < 40; length++) {
      assertEquals(0, Memory.compare(address, address + 64, length));
      for (int position = 0; position < length; position++) {
        Memory.putByte(address + position, (byte) 0x80);
        Memory.putByte(address + 64 + position, (byte) 0x7F);
        assertTrue(Memory.compare(address, address + 64, length) > 0, "at " + position);
        assertTrue(Memory.compare(address + 64, address, length) < 0, "at " + position);
        Memory.putByte(address + position, (byte) 0);
        Memory.putByte(address + 64 + position, (byte) 0);
      }
    }
  }

  @Test
  void shouldLetTheFirstDifferenceDecide() {
    Memory.putByte(address + 1, (byte) 1);
    Memory.putByte(address + 64 + 2, (byte) 9);
    assertTrue(Memory.compare(address, address + 64, 8) > 0);
  }

  @Test
  void shouldCopyOverlappingRanges() {
    byte[] source = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    Memory.putBytes(address, source, 0, 9);
    Memory.copy(address, address + 2, 7);
    byte[] target = new byte[9];
    Memory.getBytes(address, target, 0, 9);
    assertArrayEquals(new byte[] {1, 2, 1, 2, 3, 4, 5, 6, 7}, target);
  }

  @Test
  void shouldAssertThatAddressesArePlausible() {
    assertThrows(AssertionError.class, () -> Memory.getLong(8));
    assertThrows(AssertionError.class, () -> Memory.putByte(-1, (byte) 0));
  }
}
