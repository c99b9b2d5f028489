"""Ways in from elsewhere: joining and logging in by the log-in of another site, through allauth's providers.

Which of them are present the environment says (site/config/providers.py). Here is what each of them is believed, and no more.
"""
