package dev.tributary.ingestor.telegram.login;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/// A QR code of characters: each line of text is two rows of it, black on white whatever the
/// terminal's colours are.
final class QrPicture {

    /// White around it, which readers need (ISO/IEC 18004 asks for 4).
    private static final int MARGIN = 4;

    private static final String BLACK_ON_WHITE = "\u001b[30;47m";
    private static final String AS_BEFORE = "\u001b[0m";

    private QrPicture() {}

    static String of(String text) {
        BitMatrix code = encode(text);
        StringBuilder picture = new StringBuilder();
        for (int y = 0; y < code.getHeight(); y += 2) {
            picture.append(BLACK_ON_WHITE);
            for (int x = 0; x < code.getWidth(); x++) {
                boolean below = y + 1 < code.getHeight() && code.get(x, y + 1);
                picture.append(character(code.get(x, y), below));
            }
            picture.append(AS_BEFORE).append('\n');
        }
        return picture.toString();
    }

    private static char character(boolean above, boolean below) {
        if (above) {
            return below ? '█' : '▀';
        }
        return below ? '▄' : ' ';
    }

    /// In its smallest size, one dot a module.
    private static BitMatrix encode(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    MARGIN,
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.L));
        } catch (WriterException e) {
            throw new IllegalArgumentException("the link is too long for a QR code", e);
        }
    }
}
