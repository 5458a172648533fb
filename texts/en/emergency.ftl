# The emergency card. Each number stands alone on its line, so that a finger finds it.

emergency-card =
    <b>In danger now? Call</b>
    <b>999</b>

    Cannot speak? Call 999 from a mobile. When you are asked, press
    <b>55</b>

    Deaf, or cannot use your voice? Text
    <b>999</b>
    It works if your phone is registered. To register, text the word <code>register</code> to 999.
    With a textphone, call
    <b>18000</b>

    On a train or at a station, and it is not an emergency? Text
    <b>61016</b>

    We are not an emergency service. Nobody reads this chat right now.
